package dev.surgeline.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

/// Calls into records whose classes are known only at run time.
final class Handles {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType GET = MethodType.methodType(Object.class, Object.class);
  private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);

  private Handles() {}

  static MethodHandle getter(Method accessor) {
    try {
      accessor.setAccessible(true);
      return LOOKUP.unreflect(accessor).asType(GET);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("can not read " + accessor, e);
    }
  }

  static MethodHandle maker(Constructor<?> constructor) {
    try {
      constructor.setAccessible(true);
      return LOOKUP
          .unreflectConstructor(constructor)
          .asSpreader(Object[].class, constructor.getParameterCount())
          .asType(MAKE);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("can not call " + constructor, e);
    }
  }

  static Object call(MethodHandle getter, Object record) {
    try {
      return getter.invokeExact(record);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static Object make(MethodHandle maker, Object[] components) {
    try {
      return maker.invokeExact(components);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
