package dev.vitascope.bus;

import dev.vitascope.video.Json;
import dev.vitascope.video.VideoEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/** Events are immutable: within a process they are handed on as they are, between two as JSON. */
final class VideoEventCodec implements MessageCodec<VideoEvent, VideoEvent> {

  static final String NAME = "video-event";

  @Override
  public void encodeToWire(Buffer buffer, VideoEvent event) {
    var json = Json.write(event).getBytes(StandardCharsets.UTF_8);
    buffer.appendInt(json.length).appendBytes(json);
  }

  @Override
  public VideoEvent decodeFromWire(int position, Buffer buffer) {
    int start = position + Integer.BYTES;
    var json = buffer.getString(start, start + buffer.getInt(position), "UTF-8");
    return Json.read(json, VideoEvent.class);
  }

  @Override
  public VideoEvent transform(VideoEvent event) {
    return event;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
