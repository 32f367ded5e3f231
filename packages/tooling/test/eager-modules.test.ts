import { withEagerModules } from '../src/eager-modules.ts';

test.each([
  ['a module', 'export const modules={472:(e,t,n)=>{n(1)}};', 'export const modules={472:((e,t,n)=>{n(1)})};'],
  ['one parameter', 'var m={1:e=>{e()},2:()=>{}};', 'var m={1:(e=>{e()}),2:(()=>{})};'],
  ['text of several bytes', 'var a="é漢",m={1:e=>{e("ß")}};', 'var a="é漢",m={1:(e=>{e("ß")})};'],
  ['a module that names functions by numbers', 'var m={1:e=>{e({2:f=>{}})}};', 'var m={1:(e=>{e({2:f=>{}})})};'],
  ['functions with other names', 'var m={a:e=>{},"1":e=>{},3:e=>e};', 'var m={a:e=>{},"1":e=>{},3:e=>e};'],
])('%s', (_, code, expected) => {
  expect(withEagerModules(code)).toBe(expected);
  // The parser counts on from one text to the next.
  expect(withEagerModules(code)).toBe(expected);
});
