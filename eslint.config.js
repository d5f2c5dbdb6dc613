/** Sizes, purity and Svelte. Biome does the rest; what stands here it can't say. */
import svelte from 'eslint-plugin-svelte'
import svelteParser from 'svelte-eslint-parser'
import tseslint from 'typescript-eslint'

const size = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
  // A switch over a closed list counts once: it is read as a table.
  complexity: ['error', { max: 15, variant: 'modified' }],
}

const toldTheTime = 'A domain is told the time: take `now: Date`.'
const pure = {
  'no-restricted-globals': [
    'error',
    'fetch',
    'process',
    'console',
    'localStorage',
    'sessionStorage',
    'indexedDB',
    'setTimeout',
    'setInterval',
    'performance',
    'crypto',
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: toldTheTime },
    { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: toldTheTime },
    { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'A domain is told its luck: take the value.' },
    { selector: 'AwaitExpression', message: 'A decision never waits. Load first, then decide.' },
  ],
}

export default [
  { ignores: ['node_modules', 'build', '.svelte-kit', 'data', 'src/texts/generated', 'bin/**/*.d.mts'] },
  { files: ['**/*.ts', '**/*.js', '**/*.mjs'], languageOptions: { parser: tseslint.parser } },
  ...svelte.configs['flat/recommended'],
  { files: ['**/*.svelte'], languageOptions: { parser: svelteParser, parserOptions: { parser: tseslint.parser } } },
  { files: ['src/**/*.ts', 'packages/*/src/**/*.ts', 'bin/**/*.mjs', 'tools/**/*.ts', 'bench/**/*.ts'], rules: size },
  // The words of the showcase are data in the form of code.
  { files: ['src/routes/**/ui/sample-text.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] } },
  // Reading an archive waits for the bytes that its caller brings.
  { files: ['src/modules/*/domain/**/*.ts', 'src/kernel/**/*.ts', 'packages/*/src/**/*.ts'], ignores: ['**/*.test.ts', 'packages/safe-zip/**'], rules: pure },
  {
    files: ['src/**/*.svelte'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'svelte/no-at-html-tags': 'error',
      // Addresses carry the reader's variant, which address() knows and Kit's resolve() does not.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-inline-styles': 'error',
      // It takes the reason written behind an ignored warning for names of further warnings.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
]
