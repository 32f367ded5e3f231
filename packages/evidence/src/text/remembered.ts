/**
 * `make`, called once for each text: a large report has few different rules and files, and each of them many
 * times. What was made is kept as long as the function.
 */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      made = make(text);
      known.set(text, made);
    }
    return made;
  };
}
