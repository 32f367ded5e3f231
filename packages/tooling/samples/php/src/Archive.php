<?php
declare(strict_types=1);

namespace Parcels;

final class Archive
{
    public function before(array $years, int $year): array
    {
        return array_filter($years, static fn (int $each): bool => $each < $year);
    }
}
