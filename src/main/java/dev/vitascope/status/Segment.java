package dev.vitascope.status;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One stretch of an HLS rendition.
 *
 * @param sequence from 0
 * @param duration in seconds
 */
public record Segment(
    long sequence, BigDecimal duration, Optional<String> filePath, Optional<String> fileCid) {}
