/** The tag under which the browser is asked to wake the worker when there is a network again. */
export const syncTag = 'putokaz-outbox'
