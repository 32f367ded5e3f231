import { parsePackageUrl } from '../src/findings/package-url.ts';

const line = (text: string): string => {
  const found = parsePackageUrl(text);
  return found ? `${found.ecosystem} ${found.name}${found.version === undefined ? '' : ` ${found.version}`}` : '';
};

test.each([
  ['pkg:npm/lodash@4.17.20', 'npm lodash 4.17.20'],
  ['pkg:npm/%40angular/core@12.3.1', 'npm @angular/core 12.3.1'],
  ['pkg:npm/@angular/core@12.3.1', 'npm @angular/core 12.3.1'],
  ['pkg:npm/@angular/core', 'npm @angular/core'],
  ['pkg:npm/%40angular%2Fcore@12.3.1', 'npm @angular/core 12.3.1'],
  ['pkg:maven/org.apache.logging/log4j-core@2.14.1?type=jar#x', 'maven org.apache.logging:log4j-core 2.14.1'],
  ['pkg:maven/junit@4', 'maven junit 4'],
  ['pkg:golang/github.com/gorilla/mux@v1.8.0', 'golang github.com/gorilla/mux v1.8.0'],
  ['pkg:golang/google.golang.org/genproto#googleapis/api', 'golang google.golang.org/genproto'],
  ['pkg:golang/stdlib@1.20.1', 'golang stdlib 1.20.1'],
  ['pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie', 'deb curl 7.50.3-1'],
  ['pkg:deb/debian/libstdc%2B%2B6@12.2.0%2Bx', 'deb libstdc++6 12.2.0+x'],
  ['pkg:rpm/fedora/curl@7.50.3-1.fc25?epoch=1', 'rpm curl 7.50.3-1.fc25'],
  ['pkg:apk/alpine/busybox@1.36.1-r5', 'apk busybox 1.36.1-r5'],
  ['pkg:composer/symfony/http-kernel@5.4.0', 'composer symfony/http-kernel 5.4.0'],
  ['pkg:github/actions/checkout@feature/x', 'github actions/checkout feature/x'],
  ['pkg:oci/app@sha256%3A244fd47e?repository_url=ghcr.io/a/app', 'oci app sha256:244fd47e'],
  ['pkg:generic/openssl@1.1.1?download_url=a@b#c@d', 'generic openssl 1.1.1'],
  ['PKG:PyPI/Django@1.11.1', 'pypi Django 1.11.1'],
  ['pkg://nuget//Newtonsoft.Json@13.0.1 ', 'nuget Newtonsoft.Json 13.0.1'],
  ['pkg:gem/rails@', 'gem rails'],
  ['pkg:npm/__proto__@1', 'npm __proto__ 1'],
])('reads %s', (text, expected) => {
  expect(line(text)).toBe(expected);
});

test.each(['', 'lodash', 'pkg:', 'pkg:npm', 'pkg:npm/', 'pkg:npm/@', 'pkg:npm/a%zz', 'pkg:npm/a@%e0', 'cpe:2.3:a:b'])(
  'takes %j for no package',
  (text) => {
    expect(parsePackageUrl(text)).toBeUndefined();
  },
);

test('takes no more than linear time', () => {
  const started = performance.now();
  parsePackageUrl(`pkg:npm/${'@/'.repeat(50_000)}`);
  parsePackageUrl(`pkg:npm/${'@'.repeat(100_000)}`);
  expect(performance.now() - started).toBeLessThan(1000);
});
