package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import dev.vitascope.video.Failure;
import dev.vitascope.video.VideoException;
import io.vertx.core.Future;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A storage that writes down what it is asked, and answers some of it with being away. */
final class WatchedStore {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> events = new ConcurrentHashMap<>();
  private final ObjectStore store;

  WatchedStore(ObjectStore watched, String... refused) {
    store =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  events.getOrDefault(method.getName(), () -> {}).run();
                  if (List.of(refused).contains(method.getName())) {
                    return Future.failedFuture(new VideoException(Failure.STORAGE_UNAVAILABLE));
                  }
                  try {
                    return method.invoke(watched, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  /** Has something happen just as it is asked for this. */
  WatchedStore when(String call, Runnable event) {
    events.put(call, event);
    return this;
  }

  ObjectStore store() {
    return store;
  }

  List<String> calls() {
    return calls;
  }
}
