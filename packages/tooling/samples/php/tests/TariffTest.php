<?php
declare(strict_types=1);

use Parcels\Label\Printer;
use Parcels\Tariff;
use PHPUnit\Framework\TestCase;

final class TariffTest extends TestCase
{
    public function testPricesByWeightAndZone(): void
    {
        $tariff = new Tariff();
        self::assertSame(499, $tariff->price(900));
        self::assertSame(1508, $tariff->price(4000, 'union', true));
    }

    public function testNamesTheStreet(): void
    {
        self::assertSame("Ada\nBaker Street 1", (new Printer())->label('Ada', 'Baker Street 1'));
    }

    public function testALongParcelIsBulky(): void
    {
        self::assertTrue(\Parcels\bulky(100, 1300, 100));
    }
}
