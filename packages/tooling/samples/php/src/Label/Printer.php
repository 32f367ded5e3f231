<?php
declare(strict_types=1);

namespace Parcels\Label;

final class Printer
{
    public function label(string $name, ?string $street = null): string
    {
        $place = $street ?? 'poste restante';
        return implode("\n", [
            $name,
            $place,
        ]);
    }

    /** @param array<string, string> $parcels */
    public function all(array $parcels): array
    {
        $labels = [];
        foreach ($parcels as $name => $street) {
            $labels[] = $this->label($name, $street);
        }
        return $labels;
    }
}
