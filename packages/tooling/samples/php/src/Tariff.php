<?php
declare(strict_types=1);

namespace Parcels;

/** Prices of parcels, in cents. */
final class Tariff
{
    private const STEPS = [1000 => 499, 5000 => 699, 31500 => 1649];

    public function price(int $grams, string $zone = 'home', bool $insured = false): int
    {
        $cents = $this->base($grams);
        switch ($zone) {
            case 'home':
                break;
            case 'union':
                $cents = intdiv($cents * 180, 100);
                break;
            default:
                $cents = intdiv($cents * 320, 100);
        }
        if ($insured) {
            $cents += 250;
        }
        return $cents;
    }

    public function refund(int $cents): int
    {
        return -$cents;
    }

    private function base(int $grams): int
    {
        foreach (self::STEPS as $limit => $cents) {
            if ($grams <= $limit) {
                return $cents;
            }
        }
        throw new \RangeException("{$grams} g is too heavy");
    }
}
