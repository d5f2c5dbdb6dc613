/** Zip archives from strangers, read within limits. Knows nothing of the Centre; reads only through the source it is given. */
export { type Archive, type ArchiveEntry, openArchive, readSmall } from './archive.ts'
export { type ByteSource, bytesSource } from './byte-source.ts'
export { crc32 } from './crc32.ts'
export { type Limits, usualLimits } from './limits.ts'
export { entryName } from './names.ts'
export { BrokenArchive, type Outcome, type ZipReason, type ZipRefusal, zipReasons } from './refusals.ts'
