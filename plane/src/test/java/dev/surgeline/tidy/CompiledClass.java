package dev.surgeline.tidy;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One class file of a module's main classes.
record CompiledClass(String module, ClassModel model) {

  /// A call, a method reference or a field access.
  ///
  /// @param line the source line
  /// @param target such as `java.util.Map#of()Ljava/util/Map;`
  record Use(int line, String target) {}

  static CompiledClass read(String module, Path file) throws IOException {
    return new CompiledClass(module, ClassFile.of().parse(file));
  }

  /// The source file, relative to the root.
  String file() {
    var name = model.thisClass().asInternalName();
    var source =
        model
            .findAttribute(Attributes.sourceFile())
            .map(attribute -> attribute.sourceFile().stringValue())
            .orElse("");
    return module + "/src/main/java/" + name.substring(0, name.lastIndexOf('/') + 1) + source;
  }

  /// Every class it names, with dots.
  Stream<String> classNames() {
    return StreamSupport.stream(model.constantPool().spliterator(), false)
        .filter(ClassEntry.class::isInstance)
        .map(entry -> dotted(((ClassEntry) entry).asSymbol()))
        .distinct();
  }

  List<Use> uses() {
    var uses = new ArrayList<Use>();
    for (var method : model.methods()) {
      method.code().ifPresent(code -> addUses(code, uses));
    }
    return uses;
  }

  private static void addUses(CodeModel code, List<Use> uses) {
    int line = 1;
    for (CodeElement element : code) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case InvokeInstruction call ->
            uses.add(
                use(
                    line,
                    call.owner().asSymbol(),
                    call.name().stringValue(),
                    call.type().stringValue()));
        case FieldInstruction access ->
            uses.add(use(line, access.owner().asSymbol(), access.name().stringValue(), ""));
        case InvokeDynamicInstruction dynamic -> {
          for (var argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle) {
              uses.add(use(line, handle.owner(), handle.methodName(), handle.lookupDescriptor()));
            }
          }
        }
        default -> {} // tidy: open set
      }
    }
  }

  private static Use use(int line, ClassDesc owner, String name, String type) {
    return new Use(line, dotted(owner) + "#" + name + type);
  }

  /// An array's name is that of what it holds, a primitive's is empty.
  private static String dotted(ClassDesc type) {
    var element = type;
    while (element.isArray()) {
      element = element.componentType();
    }
    if (element.isPrimitive()) {
      return "";
    }
    var descriptor = element.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }
}
