<?php
declare(strict_types=1);

namespace Parcels;

function bulky(int ...$sides): bool
{
    rsort($sides);
    if ($sides[0] > 1200) {
        return true;
    }
    return array_sum($sides) > 3000;
}
