package dev.vitascope.db;

import static dev.vitascope.bus.Waiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitascope.EmbeddedServices;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of different videos, whose rows lie on one page, at the same time. */
class NeighboursTest {

  private static final int NEIGHBOURS = 6;

  private final Vertx vertx = Vertx.vertx();
  private final Database database = Database.open(vertx, EmbeddedServices.database());
  private final long place = UUID.randomUUID().getMostSignificantBits();
  private final List<UUID> videos =
      LongStream.range(0, NEIGHBOURS).mapToObj(n -> new UUID(place, n)).toList();
  private final AtomicInteger changed = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private final Promise<Void> all = Promise.promise();

  @BeforeEach
  void insert() {
    var sql = "INSERT INTO videos (id, filename, part_size, part_count) VALUES ($1, 'clip', 1, 1)";
    videos.forEach(video -> await(database.run(sql, video)));
  }

  @AfterEach
  void delete() {
    videos.forEach(video -> await(database.run("DELETE FROM videos WHERE id = $1", video)));
    await(vertx.close());
  }

  @Test
  void areNotInEachOthersWay() {
    await(Future.all(videos.stream().map(this::change).toList()));
    assertEquals(NEIGHBOURS, runs.get());
  }

  /** Commits when all have made their changes. */
  private Future<Void> change(UUID video) {
    return database.transaction(
        transaction -> {
          runs.incrementAndGet();
          return transaction
              .run("UPDATE videos SET upload_status = 'failed' WHERE id = $1", video)
              .compose(
                  done -> {
                    if (changed.incrementAndGet() == NEIGHBOURS) {
                      all.complete();
                    }
                    return all.future();
                  });
        });
  }
}
