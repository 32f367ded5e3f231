import { expect, test } from '@jest/globals';
import { fold } from '../src/plan/plan-words.ts';
import { withFigures } from '../src/plan/spelled-numbers.ts';

test.each<[string, string]>([
  ['It takes about ten minutes.', 'it takes about 10 minutes.'],
  ['five-minute outage', '5-minute outage'],
  ['ten to fifteen minutes', '10 to 15 minutes'],
  ['5 to ten minutes', '5 to 10 minutes'],
  ['two or three hours', '2 or 3 hours'],
  ['twenty-five minutes', '25 minutes'],
  ['half an hour', '30 minutes'],
  ['Dauer: zehn Minuten', 'dauer: 10 minuten'],
  ['fünfzehn Minuten', '15 minuten'],
  ['eine Stunde', '1 stunde'],
  ['dreißig Minuten', '30 minuten'],
  ['quinze minutes', '15 minutes'],
  ['diez minutos', '10 minutos'],
  ['dez minutos', '10 minutos'],
  ['десять минут', '10 минут'],
  ['yirmi dakika', '20 dakika'],
  ['tjugo minuter', '20 minuter'],
  ['dziesięć minut', '10 minut'],
  ['十五分钟', '15分钟'],
  ['约二十分钟', '约20分钟'],
  ['三小时', '3小时'],
  // Other words, and numbers of other things.
  ['ten servers, 5 minutes', 'ten servers, 5 minutes'],
  ['often minutes pass', 'often minutes pass'],
  ['en minutes', 'en minutes'],
  ['on minute one', 'on minute one'],
  ['a minute', 'a minute'],
  ['quatre-vingt minutes', 'quatre-vingt minutes'],
  ['quatre-vingt-dix minutes', 'quatre-vingt-10 minutes'],
  ['vingt et une minutes', '21 minutes'],
  ['treinta y cinco minutos', '35 minutos'],
  ['trinta e cinco minutos', '35 minutos'],
  ['двадцать пять минут', '25 минут'],
  ['两三分钟', '3分钟'],
  ['两分钟', '2分钟'],
  ['二三十分钟', '二30分钟'],
  ['第一 10 分钟', '第一 10 分钟'],
  ['the minutes of the meeting', 'the minutes of the meeting'],
  ['minute', 'minute'],
  ['', ''],
])('%j', (text, expected) => {
  expect(withFigures(fold(text))).toBe(expected);
});
