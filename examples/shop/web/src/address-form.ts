export interface Address {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly country: string;
}

const POSTCODES: Readonly<Record<string, RegExp>> = {
  DE: /^\d{5}$/,
  AT: /^\d{4}$/,
  FR: /^\d{5}$/,
};

export function problems(address: Address): string[] {
  const found: string[] = [];
  if (address.name.trim() === '') {
    found.push('Name is missing');
  }
  if (address.street.trim() === '') {
    found.push('Street is missing');
  }
  const postcode = POSTCODES[address.country];
  if (!postcode) {
    found.push(`We do not ship to ${address.country}`);
  } else if (!postcode.test(address.postcode)) {
    found.push(`${address.postcode} is no postcode of ${address.country}`);
  }
  return found;
}
