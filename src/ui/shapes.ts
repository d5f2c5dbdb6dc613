/** Drawings on a 24 × 24 field, strokes only. They always stand beside a word, never instead of one. */
export const shapes = {
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5v.01',
  success: 'M4 12.5l5.5 5.5L20 6.5',
  warning: 'M12 3.5L22 20.5H2zM12 10v4.5M12 17.5v.01',
  refusal: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM8 12h8',
  check: 'M12 3.5l8.5 8.5-8.5 8.5L3.5 12zM12 8.5v4M12 15.5v.01',
  practice: 'M12 12m-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0M8.5 12h7',
  sample: 'M4 4h16v16H4zM4 4l16 16',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5L21 21',
  menu: 'M3.5 6.5h17M3.5 12h17M3.5 17.5h17',
  down: 'M5.5 9l6.5 6.5L18.5 9',
  file: 'M6 2.5h8l5 5v14H6zM14 2.5v5h5M12 11v6M9 14.5l3 3 3-3',
  done: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M7.5 12.5l3 3 6-6.5',
  here: 'M3.5 6.5h11l6 5.5-6 5.5h-11z',
  open: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19',
  locked: 'M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11',
  wait: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19M12 7v5.5l3.5 2',
} as const

export type Shape = keyof typeof shapes
