/** Where a public file is opened: by the hash of its bytes, with the name it is saved under. */
export function filePath(file: { readonly hash: string; readonly name: string }): string {
  return `/files/${file.hash}/${file.name}`
}
