package equilibrate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Puts tokens in place of the bank's ids, in the row and in the key, before anything reaches Kafka: for snapshots, live
 * rows, deletes and tombstones. The token of a customer is the one of ingest/tokenise.ts. A row that cannot be read goes
 * to a topic of its own as table, operation and reason, without a value of it; nothing is thrown that could be logged.
 */
public class Tokenise<R extends ConnectRecord<R>> implements Transformation<R> {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int TOKEN_CHARS = 26;
  private static final String PEPPER = "EQUILIBRATE_TOKEN_PEPPER";
  private static final String CUSTOMER = "c";
  private static final String HEARTBEAT = "__debezium-heartbeat";

  /** `schema.table.column` → the letter of its tokens: c for customers, any other for what they own. */
  private final Map<String, String> letters = new HashMap<>();
  /** `schema.table` → the column whose token becomes the record's key. */
  private final Map<String, String> keyColumns = new HashMap<>();
  private String rowsTopic;
  private String errorsTopic;
  private Mac mac;

  private static final class Unreadable extends RuntimeException {
    Unreadable(String reason) {
      super(reason, null, false, false);
    }
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef()
        .define("tokens", ConfigDef.Type.LIST, ConfigDef.Importance.HIGH, "schema.table.column=letter")
        .define("keys", ConfigDef.Type.LIST, ConfigDef.Importance.HIGH, "schema.table=column")
        .define("rows.topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where rows go")
        .define("errors.topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where unreadable rows are named");
  }

  @Override
  public void configure(Map<String, ?> given) {
    Map<String, Object> settings = config().parse(given);
    readPairs((List<?>) settings.get("tokens"), letters);
    readPairs((List<?>) settings.get("keys"), keyColumns);
    rowsTopic = (String) settings.get("rows.topic");
    errorsTopic = (String) settings.get("errors.topic");
    String pepper = System.getenv(PEPPER);
    if (pepper == null) throw new ConfigException(PEPPER + " is not set");
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(pepper), "HmacSHA256"));
    } catch (GeneralSecurityException | IllegalArgumentException error) {
      throw new ConfigException(PEPPER + " is no key in base64");
    }
  }

  @Override
  public R apply(R record) {
    // It moves the bank's slot on while the tables rest; it says nothing.
    if (record.topic().startsWith(HEARTBEAT)) return null;
    String table = tableOf(record.topic());
    String operation = "tombstone";
    try {
      if (record.value() == null) return to(rowsTopic, record, keyOfTombstone(table, record.key()), null);
      if (!(record.value() instanceof Struct envelope)) throw new Unreadable("not-a-row");
      operation = envelope.getString("op");
      Map<String, Object> row = rowOf(table, envelope);
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("table", table);
      value.put("op", operation);
      value.put("snapshot", snapshotOf(envelope));
      value.put("row", row);
      return to(rowsTopic, record, keyOf(table, row, operation), value);
    } catch (RuntimeException error) {
      Map<String, Object> named = new LinkedHashMap<>();
      named.put("table", table);
      named.put("op", operation);
      named.put("reason", error instanceof Unreadable ? error.getMessage() : "unreadable");
      return to(errorsTopic, record, null, named);
    }
  }

  private Map<String, Object> rowOf(String table, Struct envelope) {
    Struct after = envelope.getStruct("after");
    Struct row = after == null ? envelope.getStruct("before") : after;
    if (row == null) throw new Unreadable("no-row");
    Map<String, Object> columns = new LinkedHashMap<>();
    for (Field field : row.schema().fields()) {
      columns.put(field.name(), plain(table, field.name(), row.get(field)));
    }
    return columns;
  }

  private Object plain(String table, String column, Object value) {
    String letter = letters.get(table + "." + column);
    if (value == null) return null;
    if (letter != null) return token(letter, value.toString());
    if (value instanceof String || value instanceof Number || value instanceof Boolean) return value;
    throw new Unreadable("unsupported-type: " + column);
  }

  private String keyOf(String table, Map<String, Object> row, String operation) {
    String column = keyColumns.get(table);
    if (column == null) throw new Unreadable("unknown-table");
    Object key = row.get(column);
    if (key != null) return key.toString();
    // A deleted row shows its primary key only, unless its table has REPLICA IDENTITY FULL.
    if (operation.equals("d")) return null;
    throw new Unreadable("id-missing: " + column);
  }

  /** The key of a tombstone is all that it has; an id in it that is no customer's or owner's becomes a token too. */
  private String keyOfTombstone(String table, Object key) {
    if (!(key instanceof Struct struct)) return null;
    String column = keyColumns.get(table);
    Field field = column == null ? null : struct.schema().field(column);
    if (field != null && struct.get(field) != null) {
      return token(letters.getOrDefault(table + "." + column, "r"), struct.get(field).toString());
    }
    StringBuilder all = new StringBuilder(table);
    for (Field part : struct.schema().fields()) all.append('\n').append(struct.get(part));
    return token("r", all.toString());
  }

  /** Must give what ingest/tokenise.ts gives. Connect calls a transform from one thread only. */
  private String token(String letter, String id) {
    String plain = Normalizer.normalize(id, Normalizer.Form.NFC).replaceAll("^ +| +$", "");
    String named = letter.equals(CUSTOMER) ? plain : letter + ":" + plain;
    byte[] digest = mac.doFinal(named.getBytes(StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder(letter).append('_');
    int held = 0;
    int bits = 0;
    for (int at = 0; text.length() < TOKEN_CHARS + letter.length() + 1; at++) {
      held = ((held << 8) | (digest[at] & 0xff)) & 0xfff;
      for (bits += 8; bits >= 5 && text.length() < TOKEN_CHARS + letter.length() + 1; ) {
        bits -= 5;
        text.append(ALPHABET.charAt((held >> bits) & 31));
      }
    }
    return text.toString();
  }

  /** `first`, `true`, `last`, … while the first copy of the tables is read; null for live rows. */
  private static String snapshotOf(Struct envelope) {
    Object snapshot = envelope.getStruct("source").get("snapshot");
    return snapshot == null || snapshot.equals("false") ? null : snapshot.toString();
  }

  /** Debezium names a topic `prefix.schema.table`. */
  private static String tableOf(String topic) {
    return topic.substring(topic.indexOf('.') + 1);
  }

  private static void readPairs(List<?> pairs, Map<String, String> into) {
    for (Object pair : pairs) {
      String[] sides = pair.toString().split("=", 2);
      if (sides.length != 2) throw new ConfigException("Not of the form name=value: " + pair);
      into.put(sides[0], sides[1]);
    }
  }

  private R to(String topic, R record, String key, Object value) {
    return record.newRecord(topic, null, Schema.OPTIONAL_STRING_SCHEMA, key, null, value, record.timestamp());
  }

  @Override
  public void close() {}
}
