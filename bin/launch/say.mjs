import { readFileSync } from 'node:fs'

const languages = ['sr-Cyrl', 'en']
const frames = ['·  ', '·· ', '···']

/** Speaks in both languages: we do not yet know who reads. The texts are the catalogues, before any build. */
export function createVoice(output = process.stdout) {
  // A reader that went away (`npm start | head`, a killed terminal) must not bring us down.
  output.on('error', () => {})
  const line = (key, values = {}) => languages.map((language) => sentence(language, key, values)).join(' · ')
  return {
    line: (key, values) => output.write(`${line(key, values)}\n`),
    paragraphs: (key, values) => output.write(`${languages.map((language) => sentence(language, key, values)).join('\n\n')}\n`),
    /** One line for a step, with the time it took; on a terminal it moves meanwhile. */
    async step(key, work) {
      const text = line(key)
      const began = performance.now()
      const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`
      const live = output.isTTY === true
      let frame = 0
      const show = () => output.write(`\r  ${text} ${frames[frame++ % frames.length]} ${seconds()} `)
      if (!live) output.write(`  ${text} … `)
      const timer = live ? setInterval(show, 200) : undefined
      try {
        const result = await work()
        output.write(live ? `\r  ${text}     ${seconds()} \n` : `${seconds()}\n`)
        return result
      } catch (error) {
        output.write('\n')
        throw error
      } finally {
        clearInterval(timer)
      }
    },
  }
}

export function sentence(language, key, values = {}) {
  const text = catalogue(language)[key]
  if (text === undefined) throw new Error(`No text ${key} in ${language}.`)
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

function catalogue(language) {
  return JSON.parse(readFileSync(new URL(`../../src/texts/${language}/launch.json`, import.meta.url), 'utf8'))
}
