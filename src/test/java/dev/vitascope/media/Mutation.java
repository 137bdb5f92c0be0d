package dev.vitascope.media;

import java.util.Arrays;
import java.util.Random;

/** Ways in which a file is spoilt. */
enum Mutation {
  FLIPS {
    @Override
    byte[] spoil(byte[] file, byte[] other, Random random) {
      return flipped(file, file.length, random);
    }
  },
  FLIPS_AT_THE_START {
    @Override
    byte[] spoil(byte[] file, byte[] other, Random random) {
      return flipped(file, Math.min(file.length, 1500), random);
    }
  },
  FLIPS_AT_THE_END {
    @Override
    byte[] spoil(byte[] file, byte[] other, Random random) {
      var length = Math.min(file.length, 1500);
      var end = Arrays.copyOfRange(file, file.length - length, file.length);
      return spliced(file, flipped(end, length, random), file.length - length);
    }
  },
  CUT {
    @Override
    byte[] spoil(byte[] file, byte[] other, Random random) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
  },
  HOLE {
    @Override
    byte[] spoil(byte[] file, byte[] other, Random random) {
      var hole = new byte[random.nextInt(file.length / 4)];
      return spliced(file, hole, random.nextInt(file.length - hole.length));
    }
  },
  SPLICE {
    @Override
    byte[] spoil(byte[] file, byte[] other, Random random) {
      var from = random.nextInt(other.length);
      var part = Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from));
      return spliced(file, part, random.nextInt(file.length));
    }
  };

  /** A spoilt copy. */
  abstract byte[] spoil(byte[] file, byte[] other, Random random);

  private static byte[] flipped(byte[] file, int within, Random random) {
    var copy = file.clone();
    for (var left = 1 + random.nextInt(40); left > 0; left--) {
      copy[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private static byte[] spliced(byte[] file, byte[] part, int at) {
    var copy = Arrays.copyOf(file, Math.max(file.length, at + part.length));
    System.arraycopy(part, 0, copy, at, part.length);
    return copy;
  }
}
