// A reporter that prints what Node's runner itself says of the coverage, as JSON.
export default async function* totals(events) {
  for await (const event of events) {
    if (event.type === 'test:coverage') yield JSON.stringify(event.data.summary);
  }
}
