import Page from '../../../routes/[variant=variant]/(learn)/me/outbox/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'

/** The page is empty until its own script fills it with what lies here. */
export const draw: Draw = async ({ variant }) => ({ component: Page, data: dataOf(variant, {}) })
