package dev.surgeline.oscalcheck;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.everit.json.schema.Schema;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.loader.SchemaLoader;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;

/// NIST's JSON schema of OSCAL assessment results, as it comes in NIST's own library.
final class OscalSchema {
  private static final String RESOURCE = "/schema/json/oscal-ar_schema.json";

  private final JSONObject text;
  private final Schema schema;

  private OscalSchema(JSONObject text) {
    this.text = text;
    this.schema = SchemaLoader.builder().schemaJson(text).draftV7Support().build().load().build();
  }

  static OscalSchema load() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OscalSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new OscalSchema(new JSONObject(new JSONTokener(in)));
    }
  }

  /// Where it is published, with its version.
  String id() {
    return text.getString("$id");
  }

  /// What is wrong with a document; nothing: it is valid.
  List<String> problems(String document) {
    try {
      schema.validate(new JSONObject(document));
      return List.of();
    } catch (ValidationException invalid) {
      return List.copyOf(invalid.getAllMessages());
    } catch (JSONException broken) {
      return List.of(String.valueOf(broken.getMessage()));
    }
  }
}
