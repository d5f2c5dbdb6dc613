/** Files that people send: told by content, counted in bytes and pixels, and made anew before anybody sees them. */
export { type AcceptedPicture, acceptPicture, type PictureLimits } from './accept-picture.ts'
export { acceptTable, type TableRefusal } from './accept-table.ts'
export type { PictureRefusal } from './picture-header.ts'
export { createPictureMaker, type PictureMaker } from './picture-maker.ts'
export { readLimited, type UploadedBytes } from './read-limited.ts'
