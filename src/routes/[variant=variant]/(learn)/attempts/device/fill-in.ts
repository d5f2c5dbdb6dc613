import type { Response } from '#modules/questions/domain/response.ts'

/** Puts a response into the fields of its question, as `parseResponse` reads them. */
export function fillIn(form: HTMLFormElement, item: string, response: Response): void {
  for (const [name, values] of fieldsOf(item, response))
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)) {
      if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type)) field.checked = values.includes(field.value)
      else field.value = values[0] ?? ''
    }
}

function fieldsOf(item: string, response: Response): [string, string[]][] {
  const each = (given: Readonly<Record<string, string>>) => Object.entries(given).map(([part, value]): [string, string[]] => [`${item}.${part}`, [value]])
  switch (response.type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return [[item, [response.chosen].flat().map(String)]]
    case 'matching':
      return each(response.pairs)
    case 'gaptext':
      return each(response.gaps)
    case 'ordering':
      return response.order.map((part, at) => [`${item}.${part}`, [String(at + 1)]])
    default:
      return [[item, [response.text]]]
  }
}
