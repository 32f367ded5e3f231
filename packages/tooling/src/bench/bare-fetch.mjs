/** The least program that reads a reply: asks, decompresses, counts bytes. Usage: node bare-fetch.mjs <url> */
import { get } from 'node:http';
import { createGunzip } from 'node:zlib';

get(process.argv[2], (reply) => {
  let bytes = 0;
  reply
    .pipe(createGunzip())
    .on('data', (chunk) => {
      bytes += chunk.length;
    })
    .on('end', () => console.log(bytes));
});
