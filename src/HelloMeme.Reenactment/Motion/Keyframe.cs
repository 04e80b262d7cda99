namespace HelloMeme.Reenactment.Motion;

/// <summary>One key of a curve. Frame may be fractional. Kind shapes the segment from this key to the next one.
/// Handles says where the bezier handles come from; In and Out are read only when they are Aligned or Free.</summary>
public readonly record struct Keyframe(
    double Frame, double Value, KeyKind Kind = KeyKind.Bezier, HandleMode Handles = HandleMode.Auto, Handle In = default, Handle Out = default);

public enum KeyKind { Bezier, Linear, Hold }

/// <summary>Auto: a third of each neighbouring segment, flat at turning points and ends, never overshooting. Vector: a third of the way to each neighbour.
/// Aligned and Free: as stored in the key; an editor keeps the aligned pair in one line, evaluation treats both alike.</summary>
public enum HandleMode { Auto, Vector, Aligned, Free }

/// <summary>A bezier handle as offset from its key: frames (left handles negative) and value.</summary>
public readonly record struct Handle(double Frames, double Value);
