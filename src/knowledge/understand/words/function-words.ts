/**
 * Words that build sentences but carry no subject, folded, and what kind of question they open.
 * They belong to the languages, not to a municipality, and so not to a pack.
 */
const list = (text: string): string[] => text.split(/\s+/u).filter(Boolean);

export const SWEDISH = new Set(
  list(`alla allt att av bara blir bli blev da dar darfor de dem den denna dessa det detta dig din dina ditt du dock eftersom efter egen egna ej eller en er era ert ett
  for fran fa far ga ha hade han har hela helst hon hos i icke in inget inga ingen innan inom inte ja jag ju just kan kunde kommer kom komma kring liksom lite man med mellan men mer mest mig
  min mina mitt mot mycket maste nar nej ni nog nu nagon nagot nagra nan nat och ocksa om oss pa per redan resp sa samma samt sedan sen ser sig sin sina sitt ska skall skulle som sadan
  sadana till tills tex under upp ut utan vad val var vara vart varit vars vem vet vi via vid vilka vilken vilket vill vore vara at an ar ate over olika exempelvis
  gora gor gjorde gjort ge ger gav sager saga sa sagt star sta heter heta hette sin anger finns finnas fanns ta tar tog innebar handla handlar bor kunna behover behova
  borde fall sak saker satt nagonting nanting sa sadant slags slag sorts typ typer dagens enligt galler sker ske gar det darfor ihop lika vare sig bada enda sjalva sjalv andra annan annat egentligen
  hur di ho opp henne honom hennes hans deras dess dej mej anda helt tiden igen visst ens fast medan annars istallet iallafall enligt ifran darifran varifran vart vem vems nar varfor nej ingenting allting alltid aldrig ibland oftast ganska valdigt mest mera manga mycket flera fler nagonsin varken bade snart senast dit hit hem samman anvander anvands menas menar betyder betyda undrar undra vet veta kanner kanna hjalp beratta forklara svara visa lista namn namnge rakna upp information info`),
);

export const ENGLISH = new Set(
  list(`a about all am an and any are as at be been being between both but by can could did do does doing done during each else ever for from get gets got had has have having he her here his how i if
  in into is it its itself just let like me more most much must my no nor not now of off on once one ones only or other others our out over own please put same say says said shall she should so some such than that the their
  them then there these they this those through to too under until up upon us use used very was we were what when where which while who whom whose why will with would you your tell give know want explain describe
  mean means called kind sort type according thing things happen happens actually exactly really show list name`),
);

/** Greetings, thanks and politeness around a question. */
export const POLITE = new Set(
  list(`hej hejsan hallå halla hallo tja tjena tjenare tjo god morgon goddag hello hi hey dear snalla vanligen tack tacksam thanks thank please kindly horru hordu horni ursakta forlat sorry excuse
  kan du ni skulle kunna mojligtvis mojligen garna fraga fragan undrar funderar nyfiken hjalpa hjalp mig saga tala om beratta forklara snabbt lite jo alltsa ju liksom typ asså ba juh va mvh vanliga halsningar`),
);

/** The verb or question word that opens a yes/no question, folded. */
export const YES_NO_OPENERS = new Set(
  list(`ar var har hade kan kunde far fick ska skall maste finns fanns ingar galler raknas behover behovs sitter styr styrs driver betalar bestammer visst stammer brukar ger gor gar blir blev
  is are was were has have had can could do does did must may should will would`),
);
