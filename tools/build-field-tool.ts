/** Builds the script and the style of field tools: one file each, apart from everything that Kit builds. */
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')

await build({
  configFile: false,
  root,
  publicDir: join(root, 'static'),
  logLevel: 'warn',
  build: {
    outDir: join(root, 'build/field-tool'),
    emptyOutDir: true,
    copyPublicDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      input: join(root, 'src/modules/tools/device/runner.ts'),
      output: { format: 'es', entryFileNames: 'runner.js', assetFileNames: 'runner[extname]', codeSplitting: false },
    },
  },
})
