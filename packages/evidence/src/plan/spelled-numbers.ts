/** Numbers as words in the languages that plans are read in, folded. None that is also a common word before a unit: `a`, `on`, `en`. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, 'one eine einer einen une un una uma одна одну один bir jedna jedną'],
      [2, 'two zwei deux dos dois duas два две iki tva dwie dwa'],
      [3, 'three drei trois tres три uc tre trzy'],
      [4, 'four vier quatre cuatro quatro четыре dort fyra cztery'],
      [5, 'five funf cinq cinco пять пяти bes fem piec pieciu'],
      [6, 'six sechs seis шесть шести alti sex szesc'],
      [7, 'seven sieben sept siete sete семь семи yedi sju siedem'],
      [8, 'eight acht huit ocho oito восемь восьми sekiz atta osiem'],
      [9, 'nine neun neuf nueve nove девять девяти dokuz nio dziewiec'],
      [10, 'ten zehn dix diez dez десять десяти tio dziesiec dziesieciu'],
      [12, 'twelve zwolf douze doce doze двенадцать tolv dwanascie'],
      [15, 'fifteen funfzehn quinze quince пятнадцать пятнадцати femton pietnascie pietnastu'],
      [20, 'twenty zwanzig vingt veinte vinte двадцать двадцати yirmi tjugo dwadziescia dwudziestu'],
      [30, 'thirty dreißig dreissig trente treinta trinta тридцать тридцати otuz trettio trzydziesci trzydziestu'],
      [40, 'forty vierzig quarante cuarenta quarenta сорок сорока kirk fyrtio czterdziesci'],
      [45, 'funfundvierzig'],
      [50, 'fifty funfzig cinquante cincuenta cinquenta пятьдесят elli femtio piecdziesiat'],
      [60, 'sixty sechzig soixante sesenta sessenta шестьдесят altmis sextio szescdziesiat'],
      [90, 'ninety neunzig noventa девяносто doksan nittio'],
    ] as const
  ).flatMap(([value, spelled]) => spelled.split(' ').map((word) => [word, value] as const)),
);
const HAN_DIGITS = '一二三四五六七八九';
const HALF_HOURS = [
  ...['half an hour', 'half-hour', 'halbe stunde', 'halben stunde', 'demi-heure', 'demi heure', 'media hora'],
  ...['meia hora', 'полчаса', 'yarim saat', 'halvtimme', 'pol godziny', '半小时', '半个小时'],
];
/**
 * What makes more of a number behind it: `a hundred and twenty`. Only a part of it would be read, and the plan would
 * look quicker than it is: such a number is not read at all.
 */
const HUNDREDS =
  '(?<!(?:hundred|thousand|hundert|tausend|cents?|cien|ciento|cento|mille?|сто|двести|тысяча|yuz|hundra|sto)[- ](?:(?:and|und|et|y|e) )?)';
/** The same of a half: `zwei und eine halbe`. */
const AND = '(?<!(?<!\\p{L})(?:and|und|et|y|e|и|och|i|ve) (?:eine[nr]? |une? |una |uma |a |en )?)';
const HALF_HOUR = new RegExp(
  `(?<![\\p{L}\\p{N}])${AND}(?:${HALF_HOURS.join('|')})|(?<![零〇一二两三四五六七八九十百千个])半个?小时`,
  'gu',
);
const WORD = [...NUMBERS.keys()].join('|');
/** `ten`, `twenty-five`, `treinta y cinco`, with a unit behind it, or a second number and then a unit. */
const SPELLED = new RegExp(
  `(?<![\\p{L}\\p{N}])${HUNDREDS}(${WORD})(?:(?:[- ]| et | y | e )(${WORD}))?(?=(?:[-\\s]+|\\s*(?:-|–|—|to|or|bis|oder|ou|o|a|до|или|lub|eller)\\s*(?:${WORD}|\\d{1,3})(?:[- ](?:${WORD}))?[-\\s]+)(?:seconds?|minut|mins?\\b|hours?|hrs?\\b|sekund|stunde|secondes?|heures?|segundos?|horas?|секунд|мин|час|dakika|saat|saniye|timm|godzin))`,
  'gu',
);
const HAN_NUMBER =
  /(?<![零〇一二两三四五六七八九十百千万])([一二两三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=\s*(?:分钟|小时|秒))/gu;

/** Words of times in words: a text has to have both to hold one. */
export const SPELLED_TIME_WORDS = {
  spelledNumber: [...NUMBERS.keys(), ...HALF_HOURS, ...HAN_DIGITS, '两', '十'],
  timeUnit: [
    ...['second', 'minut', 'min', 'hour', 'hr', 'sekund', 'stund', 'heure', 'segund', 'hora', 'секунд', 'мин', 'час'],
    ...['dakika', 'saat', 'saniye', 'timm', 'godzin', '秒', '分钟', '小时', ...HALF_HOURS],
  ],
} satisfies Record<string, readonly string[]>;

/** A folded text with figures in the place of numbers in words before a unit of time: `ten minutes` is `10 minutes`. */
export function withFigures(text: string): string {
  return text.replace(HALF_HOUR, '30 minutes').replace(SPELLED, figure).replace(HAN_NUMBER, hanFigure);
}

/** `twenty-five` is 25; `quatre-vingt` is no sum, and stays as it is. */
function figure(whole: string, first: string, second: string | undefined): string {
  const most = NUMBERS.get(first) as number;
  if (second === undefined) return String(most);
  const ones = NUMBERS.get(second) as number;
  return most >= 20 && most % 10 === 0 && ones < 10 ? String(most + ones) : whole;
}

/** `十五` is 15, `二十` 20, `三` 3. */
function hanFigure(whole: string, tens: string, ten: string, ones: string): string {
  if (whole === '') return whole;
  const digit = (sign: string, none: number): number =>
    sign === '' ? none : HAN_DIGITS.indexOf(sign === '两' ? '二' : sign) + 1;
  // Two figures without a ten between them are `two or three`: the larger one counts, as of every range.
  if (ten === '') return String(Math.max(digit(tens, 0), digit(ones, 0)));
  return String(digit(tens, 1) * 10 + digit(ones, 0));
}
