import { BlockList, isIP, isIPv6 } from 'node:net';

/** Addresses of one machine, of a private network, or of a cloud's own services. Source: IANA special-purpose registries. */
const PRIVATE: readonly (readonly [network: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

let list: BlockList | undefined;

/** Whether an IP address is not one of the public internet; IPv4 inside of IPv6 is looked into. False for a name. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(bare) === 0) return false;
  if (!list) {
    list = new BlockList();
    for (const [network, bits, family] of PRIVATE) list.addSubnet(network, bits, family);
  }
  // BlockList compares an IPv4-mapped address with the networks of IPv4 by itself.
  return list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}
