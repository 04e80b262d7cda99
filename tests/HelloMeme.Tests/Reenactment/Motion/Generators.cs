using System.Collections.Immutable;
using CsCheck;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Tests.Reenactment.Motion;

/// <summary>Random curves, layers and tracks within the format's limits.</summary>
internal static class Generators
{
    private static readonly Gen<double> Value = Gen.Double[-2, 2];

    private static readonly Gen<Handle> AnyHandle = Gen.Select(Gen.Double[-20, 20], Value, (frames, value) => new Handle(frames, value));

    private static readonly Gen<Keyframe> Key = Gen.Select(
        Gen.Double[-5, 60], Value, Gen.Enum<KeyKind>(), Gen.Enum<HandleMode>(), AnyHandle, AnyHandle,
        (frame, value, kind, mode, arriving, leaving) => new Keyframe(frame, value, kind, mode, arriving, leaving));

    public static readonly Gen<Curve> Curve = Gen.OneOf(
        Key.Array[1, 8].Select(keys => HelloMeme.Reenactment.Motion.Curve.FromKeys(keys)),
        Gen.Float[-2, 2].Array[1, 70].Select(samples => HelloMeme.Reenactment.Motion.Curve.FromSamples(samples)));

    private static readonly Gen<LayerRange?> Range = Gen.OneOf(
        Gen.Const((LayerRange?)null),
        Gen.Select(Gen.Double[-5, 30], Gen.Double[0, 40], Gen.Double[0, 20], Gen.Double[0, 20], (from, width, fadeIn, fadeOut) => (LayerRange?)new LayerRange(from, from + width, fadeIn, fadeOut)));

    private static readonly Gen<ChannelCurves> Curves = Gen.Select(Gen.Int[0, Channels.Count - 1], Curve).Array[0, 6]
        .Select(pairs => new ChannelCurves(pairs.Select(p => KeyValuePair.Create(p.Item1, p.Item2))));

    public static readonly Gen<MotionLayer> Layer = Gen.Select(
        Gen.String[Gen.Char.AlphaNumeric, 1, 20], Gen.Enum<LayerKind>(), Gen.Enum<LayerMode>(), Curves, Gen.Double[0, 1], Gen.Bool, Range,
        (name, kind, mode, curves, weight, mute, range) => new MotionLayer(name, kind, mode, curves) { Weight = weight, Mute = mute, Range = range });

    private static readonly Gen<NeutralPose> Neutral = Gen.Select(Value, Value, Value, Value, Value, Gen.Double[0.01, 2], (yaw, pitch, roll, x, y, scale) => new NeutralPose(yaw, pitch, roll, x, y, scale));

    public static readonly Gen<MotionTrack> Track = Gen.Select(
        Gen.Double[1, 120], Gen.Int[1, 60], Gen.Bool, Neutral, Layer.Array[0, 4],
        (rate, length, loop, neutral, layers) => new MotionTrack(rate, length, layers.ToImmutableArray()) { Loop = loop, Neutral = neutral });
}
