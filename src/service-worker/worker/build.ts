/** What the build tells the worker: `tools/build-shell.ts` puts the value in place of the name. */
declare const __BUILD__: { readonly version: string; readonly files: readonly string[] }

/** Changes with every file that the device keeps of the program; the names of caches carry it. */
export const { version, files } = __BUILD__
