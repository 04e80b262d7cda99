namespace HelloMeme.Reenactment.Motion;

/// <summary>A value over frames: keys in order of frame, or one sample per frame from frame 0. Before the first and after the last it holds.
/// Where keys share a frame the last one counts from that frame on. Samples are joined by straight lines.</summary>
public sealed class Curve : IEquatable<Curve>
{
    private readonly Keyframe[] _keys;
    private readonly float[] _samples;

    private Curve(Keyframe[] keys, float[] samples) => (_keys, _samples) = (keys, samples);

    /// <summary>Keys are put in order of frame; keys of one frame keep their order.</summary>
    /// <exception cref="FormatException">No key, too many, or a number outside <see cref="MotionLimits"/>.</exception>
    public static Curve FromKeys(params IEnumerable<Keyframe> keys)
    {
        var sorted = keys.OrderBy(k => k.Frame).ToArray();
        if (sorted.Length is 0 or > MotionLimits.MaxKeys) throw new FormatException($"A curve needs 1 to {MotionLimits.MaxKeys} keys, found {sorted.Length}.");
        foreach (var key in sorted)
        {
            if (!MotionLimits.IsFrame(key.Frame) || !MotionLimits.IsFrame(key.In.Frames) || !MotionLimits.IsFrame(key.Out.Frames))
                throw new FormatException($"A key lies at frame {key.Frame}; frames of keys and handles must be numbers up to {MotionLimits.MaxFrame}.");
            if (!MotionLimits.IsValue(key.Value) || !MotionLimits.IsValue(key.In.Value) || !MotionLimits.IsValue(key.Out.Value))
                throw new FormatException($"The key at frame {key.Frame} has the value {key.Value}; values of keys and handles must be numbers up to {MotionLimits.MaxValue}.");
        }
        return new Curve(sorted, []);
    }

    /// <summary>Sample i stands at frame i.</summary>
    /// <exception cref="FormatException">No sample, too many, or a number outside <see cref="MotionLimits"/>.</exception>
    public static Curve FromSamples(ReadOnlySpan<float> samples)
    {
        if (samples.Length is 0 or > MotionLimits.MaxSamples) throw new FormatException($"A curve needs 1 to {MotionLimits.MaxSamples} samples, found {samples.Length}.");
        foreach (var sample in samples)
            if (!MotionLimits.IsValue(sample)) throw new FormatException($"A sample is {sample}; samples must be numbers up to {MotionLimits.MaxValue}.");
        return new Curve([], samples.ToArray());
    }

    /// <summary>Empty for a sampled curve.</summary>
    public ReadOnlySpan<Keyframe> Keys => _keys;

    /// <summary>Empty for a keyed curve.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    public bool IsSampled => _samples.Length > 0;

    /// <summary>The value at a frame, whole or not.</summary>
    public double Evaluate(double frame) => IsSampled ? EvaluateSamples(frame) : EvaluateKeys(frame);

    private double EvaluateSamples(double frame)
    {
        var last = _samples.Length - 1;
        if (frame <= 0) return _samples[0];
        if (frame >= last) return _samples[last];
        var index = (int)frame;
        var share = frame - index;
        return share == 0 ? _samples[index] : _samples[index] + ((double)_samples[index + 1] - _samples[index]) * share;
    }

    private double EvaluateKeys(double frame)
    {
        var index = LastKeyAt(frame);
        if (index < 0) return _keys[0].Value;
        if (index == _keys.Length - 1) return _keys[index].Value;
        var (left, right) = (_keys[index], _keys[index + 1]);
        return left.Kind switch
        {
            KeyKind.Hold => left.Value,
            KeyKind.Linear => left.Value + (right.Value - left.Value) * ((frame - left.Frame) / (right.Frame - left.Frame)),
            _ => BezierSegment.Evaluate(left, HandlesOf(index).Out, right, HandlesOf(index + 1).In, frame),
        };
    }

    /// <summary>Index of the last key at or before the frame; -1 before the first.</summary>
    private int LastKeyAt(double frame)
    {
        int low = 0, high = _keys.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_keys[middle].Frame <= frame) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    /// <summary>The handles that evaluation uses at a key. A neighbour at the same frame counts as none.</summary>
    public (Handle In, Handle Out) HandlesOf(int index)
    {
        var key = _keys[index];
        if (key.Handles is HandleMode.Aligned or HandleMode.Free) return (key.In, key.Out);

        var (before, rise) = index > 0 ? (key.Frame - _keys[index - 1].Frame, key.Value - _keys[index - 1].Value) : (0, 0);
        var (after, climb) = index < _keys.Length - 1 ? (_keys[index + 1].Frame - key.Frame, _keys[index + 1].Value - key.Value) : (0, 0);
        if (key.Handles == HandleMode.Vector)
            return (before > 0 ? new Handle(-before / 3, -rise / 3) : default, after > 0 ? new Handle(after / 3, climb / 3) : default);

        var slope = before > 0 && after > 0 ? MonotoneSlope(before, rise / before, after, climb / after) : 0;
        return (new Handle(-before / 3, -slope * before / 3), new Handle(after / 3, slope * after / 3));
    }

    // Source: Fritsch and Butland 1984, the weighted harmonic mean of two chords: cubics through it never leave the range of their two keys.
    private static double MonotoneSlope(double before, double chordBefore, double after, double chordAfter)
    {
        if (chordBefore * chordAfter <= 0) return 0;
        var (weightBefore, weightAfter) = (2 * after + before, after + 2 * before);
        return (weightBefore + weightAfter) / (weightBefore / chordBefore + weightAfter / chordAfter);
    }

    /// <summary>Values moved away from (or towards) a centre: centre + (value - centre) * factor, handles alike.</summary>
    public Curve Scaled(double centre, double factor) => IsSampled
        ? FromSamples(Array.ConvertAll(_samples, v => (float)(centre + (v - centre) * factor)))
        : FromKeys(_keys.Select(k => k with
        {
            Value = centre + (k.Value - centre) * factor,
            In = k.In with { Value = k.In.Value * factor },
            Out = k.Out with { Value = k.Out.Value * factor },
        }));

    /// <summary>Time stretched about frame 0: 2 = half as fast. Samples are taken anew, once per frame.</summary>
    public Curve Stretched(double factor)
    {
        if (!IsSampled)
            return FromKeys(_keys.Select(k => k with
            {
                Frame = k.Frame * factor,
                In = k.In with { Frames = k.In.Frames * factor },
                Out = k.Out with { Frames = k.Out.Frames * factor },
            }));
        var count = Math.Min(MotionLimits.MaxSamples, (int)Math.Ceiling((_samples.Length - 1) * factor - 1e-9) + 1);
        var samples = new float[count];
        for (var i = 0; i < count; i++) samples[i] = (float)EvaluateSamples(i / factor);
        return FromSamples(samples);
    }

    public bool Equals(Curve? other) => other is not null && _keys.AsSpan().SequenceEqual(other._keys) && _samples.AsSpan().SequenceEqual(other._samples);

    public override bool Equals(object? obj) => Equals(obj as Curve);

    public override int GetHashCode() => HashCode.Combine(_keys.Length, _samples.Length, Evaluate(0));
}
