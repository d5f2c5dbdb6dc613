/** Ends of folded noun stems, a space between: ` -profil` any stem ending so, ` azil` the whole stem. */
const read = (list: string): RegExp => {
  const items = list.trim().split(/\s+/)
  const ends = items.filter((item) => item.startsWith('-')).map((item) => item.slice(1))
  const whole = items.filter((item) => !item.startsWith('-'))
  return new RegExp(`(?:${ends.join('|')}|^(?:${whole.join('|')}))[aeiou]$`)
}

/** Nouns and adjectives whose forms look like participles, infinitives or the plural of verbs in -ити. */
export const NOT_VERBS_IN_I = read(`
  azil sil svil vil zil kril april civil stil -stil -profil -mobil -fil -pravil -meril -vozil glasil -tekstil -jektil
  -domicil krokodil -bacil gomil vanil ventil flotil mogil eskadril kandil senil imbecil upatil kupatil mastil egzil
  obelezil reptil bazil fosil
  -zastit dobrobit dobit -kredit limit -profit -deficit -suficit -depozit -satelit elit -ispit audit apetit -tranzit orbit
  -semit -parazit zenit nakit kolorit -rekvizit vizit -plicit -biscit -digit bandit favorit erudit -hepatit mit -tropolit
  zit svit -dinamit -granit kit stit bit sit -ovit -evit -locit -ocit kompozit konvertit
`)

/** The same for verbs in -ати, and nouns in -ај, whose locative looks like a present (случају). */
export const NOT_VERBS_IN_A = read(`
  -lokal -vokal -klerikal -radikal -festival regal -marsal -paskal karneval -interval oval rival -hval -skal skandal
  -kapital -moral sal hal kanal -fiskal uval -spiral admiral pijedestal -original kristal metal portal total digital legal
  -ifikat -nikat -likat -dikat -vokat lakat fakat -hvat -rivat privat -legat -gregat -ervat kravat lopat -krat dukat -silikat
  surogat plakat renegat kondenzat -psihopat sociopat pirat -sertifikat kvadrat senat
  -slucaj -polozaj -sadrzaj -obicaj -dozivljaj -osecaj -smestaj -namestaj -dogadjaj zalogaj -natjecaj -uticaj lezaj -zavicaj -pokusaj -okrsaj tecaj
  vapaj trzaj
`)

/** Nouns and adjectives in -ао: мисао, посао, угао. Their а is fleeting; that of a participle belongs to the verb. */
export const NOT_PARTICIPLES: ReadonlySet<string> = new Set(
  'smisao zamisao besmisao posao ugao pravougao trougao pakao kotao kabao cavao topao svetao vitao petao nagao podao okrugao orao'.split(' '),
)

/** Plurals of nouns in -так, -дак that lose a consonant before ц: подаци, почеци; folded form without -ци(ма). */
export const LOST_BEFORE_C: ReadonlyMap<string, string> = new Map(
  (
    'poda:podatak zada:zadatak doda:dodatak osta:ostatak nedosta:nedostatak izda:izdatak poce:pocetak izuze:izuzetak ' +
    'svrse:svrsetak zavrse:zavrsetak trenu:trenutak dobi:dobitak gubi:gubitak napi:napitak uzi:uzitak ime:imetak ' +
    'poreme:poremetak zali:zalistak pre:predak zaosta:zaostatak preosta:preostatak dese:desetak'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
