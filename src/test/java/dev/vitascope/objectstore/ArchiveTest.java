package dev.vitascope.objectstore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitascope.objectstore.ObjectStore.Caching;
import dev.vitascope.video.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Originals that go to another bucket and come back, on a real storage. */
class ArchiveTest {

  private static TestStorage server;
  private static S3Connection connection;
  private static S3ObjectStore store;
  private static S3Archive archive;

  @BeforeAll
  static void open() throws Exception {
    server = TestStorage.start();
    var place = new ArchivePlace(Optional.of("archive"), Optional.empty());
    var settings = server.settings().withArchive(Optional.of(place));
    store = S3ObjectStore.open(settings);
    StorageFixture.get(store.prepare());
    connection = S3Connection.open(settings, new SimpleMeterRegistry());
    archive =
        new S3Archive(
            connection, place, new S3Copy(connection, new ObjectWrites(settings), 5L << 20));
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
    connection.close();
    server.stop();
  }

  @Test
  void anOriginalOfManyPiecesGoesWholeAndComesBack() throws Exception {
    var original = StorageFixture.original();
    var content = new byte[(12 << 20) + 3];
    new Random(5).nextBytes(content);
    StorageFixture.get(
        store.put(original, Buffer.buffer(content), new Representation("video/mp4", Caching.NONE)));
    StorageFixture.get(archive.take(original));
    assertEquals(Optional.empty(), StorageFixture.get(store.head(original)));
    assertTrue(StorageFixture.get(archive.has(original)));
    StorageFixture.get(archive.take(original));
    StorageFixture.get(archive.bringBack(original));
    assertFalse(StorageFixture.get(archive.has(original)));
    assertEquals(
        Optional.of("video/mp4"),
        StorageFixture.get(store.head(original)).orElseThrow().contentType());
    var back = StorageFixture.get(store.read(original, 0, content.length));
    assertArrayEquals(content, back.getBytes());
  }

  @Test
  void whatIsDeletedIsGoneAndThatIsAFailureToThoseWhoWantIt() throws Exception {
    var original = StorageFixture.original();
    StorageFixture.get(
        store.put(original, Buffer.buffer("x"), new Representation("video/mp4", Caching.NONE)));
    StorageFixture.get(archive.take(original));
    StorageFixture.get(archive.delete(original));
    StorageFixture.get(archive.delete(original));
    assertEquals(
        Failure.STORAGE_UNAVAILABLE,
        StorageFixture.failureOf(archive.bringBack(original)).failure());
  }

  @Test
  void anArchiveIsAPlaceOfItsOwn() {
    var originals = ArchivePlace.of(Optional.of("originals"), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> server.settings().withArchive(originals));
  }
}
