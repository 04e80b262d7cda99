using System.Collections;

namespace HelloMeme.Reenactment.Motion;

/// <summary>The curves of a layer, one per animated channel, in channel order. Immutable.</summary>
public sealed class ChannelCurves : IEquatable<ChannelCurves>, IEnumerable<KeyValuePair<int, Curve>>
{
    private readonly Curve?[] _curves = new Curve?[Channels.Count];

    public ChannelCurves(IEnumerable<KeyValuePair<int, Curve>> curves)
    {
        foreach (var (channel, curve) in curves) _curves[channel] = curve;
    }

    public static ChannelCurves None { get; } = new([]);

    /// <summary>The curve of a channel, or null where the layer leaves the channel alone.</summary>
    public Curve? this[int channel] => _curves[channel];

    /// <exception cref="KeyNotFoundException">No such channel.</exception>
    public Curve? this[string channel] => _curves[Channels.IndexOf(channel)];

    public int Count => _curves.Count(c => c is not null);

    /// <summary>A copy with one channel's curve set, or removed by null.</summary>
    public ChannelCurves With(int channel, Curve? curve)
    {
        var copy = new ChannelCurves(this);
        copy._curves[channel] = curve;
        return copy;
    }

    /// <summary>A copy with the curves of the wanted channels only.</summary>
    public ChannelCurves Where(Func<int, bool> wanted) => new(Enumerable.Where(this, p => wanted(p.Key)));

    /// <summary>A copy with every curve changed; the function gets channel and curve.</summary>
    public ChannelCurves Select(Func<int, Curve, Curve> change) => new(Enumerable.Select(this, p => KeyValuePair.Create(p.Key, change(p.Key, p.Value))));

    public IEnumerator<KeyValuePair<int, Curve>> GetEnumerator()
    {
        for (var channel = 0; channel < _curves.Length; channel++)
            if (_curves[channel] is { } curve) yield return KeyValuePair.Create(channel, curve);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ChannelCurves? other) => other is not null && Enumerable.SequenceEqual(_curves, other._curves);

    public override bool Equals(object? obj) => Equals(obj as ChannelCurves);

    public override int GetHashCode() => Count;
}
