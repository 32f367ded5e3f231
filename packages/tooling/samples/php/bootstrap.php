<?php
declare(strict_types=1);

require __DIR__ . '/src/Tariff.php';
require __DIR__ . '/src/Label/Printer.php';
require __DIR__ . '/src/helpers größe.php';
