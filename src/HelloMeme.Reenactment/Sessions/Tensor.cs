using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>A shape and its elements, row-major, ready for a <see cref="NetworkSession"/>: memory that the runtime reads and writes in place.
/// Whoever made it disposes it.</summary>
public sealed class Tensor : IDisposable
{
    private readonly Array _elements;

    private Tensor(Array elements, OrtValue value, long[] shape) => (_elements, Value, Shape) = (elements, value, shape);

    public IReadOnlyList<long> Shape { get; }

    /// <exception cref="InvalidCastException">Not made of 32-bit numbers.</exception>
    public Span<float> Floats => (float[])_elements;

    /// <exception cref="InvalidCastException">Not made of 64-bit integers.</exception>
    public Span<long> Longs => (long[])_elements;

    internal OrtValue Value { get; }

    /// <summary>Zeros.</summary>
    public static Tensor OfFloats(params long[] shape)
    {
        var elements = new float[Count(shape)];
        return new Tensor(elements, OrtValue.CreateTensorValueFromMemory(elements, shape), shape);
    }

    /// <summary>Zeros.</summary>
    public static Tensor OfLongs(params long[] shape)
    {
        var elements = new long[Count(shape)];
        return new Tensor(elements, OrtValue.CreateTensorValueFromMemory(elements, shape), shape);
    }

    public void Dispose() => Value.Dispose();

    private static long Count(long[] shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
        }

        return count;
    }
}
