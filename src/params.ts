import { defineParams } from '@sveltejs/kit/params'

export const params = defineParams({
  /** Address prefixes of the three variants of every page. */
  variant: (value) => (value === 'sr' || value === 'sr-latn' || value === 'en' ? value : undefined),
  /** Names that a standing page may have; a page with a folder of its own goes first. */
  page: (value) => (/^[a-z][a-z-]*$/.test(value) ? value : undefined),
})
