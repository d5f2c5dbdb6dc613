/** Words too common to search for, folded. Short on purpose: a word that folds onto a telling one is not here. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'i a ali ili te pa ni niti da se je su sam si smo ste nije nisu bi u na o s sa k ka po za od do iz uz ne li kao ' +
    'koji koja koje kojeg kojem kojoj kojih kojim kojima koju kojom ' +
    'sto cu ces ce cemo cete'
  ).split(' '),
)
