package dev.vitascope.ingest;

import dev.vitascope.objectstore.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A storage that writes down what it is asked. */
final class WatchedStore {

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ObjectStore store;

  WatchedStore(ObjectStore watched) {
    store =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  try {
                    return method.invoke(watched, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  ObjectStore store() {
    return store;
  }

  List<String> calls() {
    return calls;
  }
}
