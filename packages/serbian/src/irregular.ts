/**
 * Words whose forms no rule of stem.ts brings together, folded. A line is `key = stem/endings stem/endings …`;
 * endings are separated by commas, `.` is the bare stem, `N` stands for the common endings of nouns.
 */
const NOUN = '.,a,u,e,o,i,om,em,ima,ama,ovi,ova,ove,ovima,evi,eva,eve,evima'

const LINES = `
dete = det/e,eta,etu,etom,ece,ecji dec/a,e,i,u,o,om
covek = covek/N covec/e ljud/i,e,ima
brat = brat/N brac/a,e,i,u,o,om
otac = otac/. oc/a,u,em,e,ima ocev/i,a,e,ima
kci = kc/i,eri,erima,erka,erke,erki,erku,erkom,erkama,er,erju
oko = ok/o,a,u,om oc/i,iju,ima
uho = uh/o,a,u,om uv/o,a,u,om us/i,iju,ima
pas = pas/. ps/a,u,e,i,om,ima pas/a
san = san/. sn/a,u,ovi,ova,ove,ovima
dan = dan/.,a,u,e,i,om,ima,ce dn/a,e,i
rec = rec/.,i,ju,ima,e
smrt = smrt/.,i,ima smrc/u
ruka = ruk/a,e,u,o,om,ama ruc/i
noga = nog/a,e,u,o,om,ama noz/i
knjiga = knjig/a,e,u,o,om,ama knjiz/i
briga = brig/a,e,u,o,om,ama briz/i
snaga = snag/a,e,u,o,om,ama snaz/i
uloga = ulog/a,e,u,o,om,ama uloz/i
pruga = prug/a,e,u,o,om,ama pruz/i
svrha = svrh/a,e,u,o,om,ama svrs/i
djak = djak/N djac/i,ima,e
znak = znak/N znac/ima
zrak = zrak/N zrac/i,ima
orah = orah/N oras/i,ima
duh = duh/N
dusa = dus/a,e,i,u,o,om,ama
svetac = svetac/.,a svec/a,u,e,em,i,ima
letak = letak/.,a letk/a,u,om lec/i,ima
srbin = srbin/N srb/i,a,e,ima
turcin = turcin/N turk/a,e tur/aka turc/i,ima
cesi = ceh/N ces/i,ima
rezim = rezim/N
kostim = kostim/N
kost = kost/.,i,ima,iju kosc/u
zajam = zajam/. zajm/N
pojam = pojam/. pojm/N
najam = najam/. najm/N
ime = im/e imen/a,u,om,ima
prezime = prezim/e prezimen/a,u,om,ima
vreme = vrem/e vremen/.,a,u,om,ima
breme = brem/e bremen/a,u,om,ima
seme = sem/e semen/a,u,om,ima
pleme = plem/e plemen/a,u,om,ima
rame = ram/e,ena,enu,enom,enima
dugme = dugm/e,eta,etu,etom,ad,adi
uze = uz/eta,etu,etom
nebo = neb/o,a,u,om,esa,esima
telo = tel/o,a,u,om,ima,esa,esima
cudo = cud/o,a,u,om,ima,esa,esima
stranka = strank/a,e,u,o,om,ama stranak/a
pravo = prav/.,o,a,e,i,u,om,ima,og,oga,ih,oj,im
lice = lic/e,a,u,em,ima
lik = lik/N
vece = vec/eri,erima
vek = vek/N
majka = majk/a,e,i,u,o,om,ama majc/i,in majak/a
pismo = pism/o,a,u,om,ima pisam/a
drug = drug/.,a,u,om,ovi,ova,ove,ovima druz/e
misao = misa/o misl/i,ju,ima,e
obuka = obuk/a,e,u,o,om,ama obuc/i
pouka = pouk/a,e,u,o,om,ama pouc/i
scenario = scenari/o scenarij/a,u,om,i,ima
nivo = nivo/.,a,u,i,om,ima,e
video = vide/o
audio = audi/o
radio = radi/o radij/a,u,om
studio = studi/o studij/a,u,om,i,ima
poslati = posla/ti,o,la,lo,li,le,n,t salj/e,em,u,emo,ete posalj/e,em,u,emo,ete,i,ite
podneti = podne/ti,o,la,lo,li,le,se,sem,semo,sete,su,site,t,ta,to,te,tog,tih
doneti = done/ti,o,la,lo,li,le,se,sem,semo,sete,su,site,t,ta,to,te,tog,tih
izneti = izne/ti,o,la,lo,li,le,se,sem,semo,sete,su,site,t,ta,to,te,tog,tih
uneti = une/ti,o,la,lo,li,le,se,sem,semo,sete,su,site,t,ta,to,te,tog,tih
preneti = prene/ti,o,la,lo,li,le,se,sem,semo,sete,su,site,t,ta,to,te,tog,tih
odneti = odne/ti,o,la,lo,li,le,sem,semo,sete,su,site,t,ta,to,te,tog,tih
doci = do/ci,sao,sla,slo,sli,sle,dje,djem,djemo,djete,dju
preci = pre/ci,sao,sla,slo,sli,sle,dje,djem,djemo,djete,dju
naci = na/sao,sla,slo,sli,sle,dje,djem,djemo,djete,dju
proci = pro/ci,sao,sla,slo,sli,sle,dje,djem,djemo,djete,dju
uci = u/sao,sla,slo,sli,sle,dje,djem,djemo,djete,dju
izaci = iza/ci,sao,sla,slo,sli,sle,dje,djem,djemo,djete,dju
pomoci = pomo/gao,gla,glo,gli,gle,gne,gnem,gnu,zemo,zete,gu
bog = bog/N boz/i,e,ima
`

function read(): Map<string, string> {
  const forms = new Map<string, string>()
  for (const line of LINES.trim().split('\n')) {
    const [key = '', stems = ''] = line.split(' = ')
    for (const item of stems.split(' ')) addForms(forms, key, item)
  }
  return forms
}

function addForms(forms: Map<string, string>, key: string, item: string): void {
  const [stem = '', endings = ''] = item.split('/')
  for (const ending of endings.replace('N', NOUN).split(',')) {
    const form = ending === '.' ? stem : stem + ending
    if (!forms.has(form)) forms.set(form, key)
  }
}

/** Folded form → key, for words outside the rules. */
export const IRREGULAR: ReadonlyMap<string, string> = read()
