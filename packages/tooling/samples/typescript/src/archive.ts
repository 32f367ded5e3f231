export interface Dated {
  readonly year: number;
}

export function archive<T extends Dated>(parcels: readonly T[], year: number): T[] {
  return parcels.filter((parcel) => parcel.year < year);
}
