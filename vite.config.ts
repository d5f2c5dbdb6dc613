import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      compilerOptions: { runes: true },
      // Ours is built apart from Kit (decision 35); Kit should look for none, and would have types of its own for one.
      files: { serviceWorker: 'src/no-service-worker' },
      // The document that a device keeps is shown at addresses of any depth.
      paths: { relative: false },
      // Above the size of our style sheet: one request fewer on a first visit over a slow line.
      inlineStyleThreshold: 0,
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // Kit's route announcer carries a style attribute.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'media-src': ['self'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'object-src': ['none'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: { sourcemap: false },
})
