import { defineParams } from '@sveltejs/kit/params'

/** Address prefixes of the three variants of every page. */
export const params = defineParams({
  variant: (value) => (value === 'sr' || value === 'sr-latn' || value === 'en' ? value : undefined),
})
