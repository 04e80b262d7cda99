using System.Numerics;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md sections 9.3, 9.4, 9.6. Pose and expression are fitted in turns, because brows and nose wings are among the points the pose stands on.
/// <summary>Reads one person's expressions against that person's neutral frame, in the picture plane. Owns work space; one thread at a time.</summary>
public sealed class BlendshapeEstimator
{
    private const int Turns = 8;

    private readonly FaceLandmarks _neutral;
    private readonly SubjectRig _rig;
    private readonly Vector3[] _mesh;   // the neutral's 468 points with its mouth closed
    private readonly Vector3[] _expected = new Vector3[FaceLandmarks.MeshCount];
    private readonly Vector2[] _residuals = new Vector2[FaceLandmarks.MeshCount];
    private readonly ShapeModel _model;
    private readonly RigFit _fit;

    /// <param name="neutral">The frame all expressions are measured from.</param>
    /// <param name="mouthAtRest">52 coefficients its mouth already shows (<see cref="MouthAtRest"/>); they are taken off first. Empty: none.</param>
    public BlendshapeEstimator(FaceLandmarks neutral, ReadOnlySpan<float> mouthAtRest = default)
        : this(neutral, mouthAtRest, ShapeModel.Seen)
    {
    }

    /// <summary>For landmarks that come from elsewhere than the network.</summary>
    internal BlendshapeEstimator(FaceLandmarks neutral, ReadOnlySpan<float> mouthAtRest, ShapeModel model)
    {
        (_model, _fit) = (model, new RigFit(model));
        _neutral = neutral;
        _mesh = neutral.Mesh.ToArray();
        if (!mouthAtRest.IsEmpty) MouthAtRest.TakeOff(mouthAtRest, HeadPoseEstimator.Absolute(neutral), _mesh);
        _rig = new SubjectRig(_mesh);
    }

    /// <summary>Canonical face to the neutral frame's picture.</summary>
    public HeadPose Rest => _rig.Rest;

    /// <summary>Pose and expression of a frame relative to the neutral. Lids by the rig's own formulas; clips normalise them by <see cref="EyelidTrack"/>.</summary>
    public FaceExpression Estimate(FaceLandmarks frame)
    {
        var blendshapes = new float[Channels.BlendshapeCount];
        var move = HeadPose.Fit(_mesh, frame.Mesh, FaceTopology.Stable);
        for (var turn = 0; turn < Turns; turn++)
        {
            ReadResiduals(frame, move);
            _fit.Solve(_residuals, move.Rotation * _rig.Rest.Rotation, _rig.Sizes, AngleOf(move.Rotation), blendshapes);
            _mesh.CopyTo(_expected, 0);
            _rig.Displace(_model.Shapes, blendshapes, _expected);
            move = HeadPose.Fit(_expected, frame.Mesh, FaceTopology.Stable);
        }

        SubjectRig.TakeOffLimits(blendshapes);
        var gaze = EyeGaze.Between(_neutral, frame, move);
        EyelidEstimator.Write(_neutral, frame, move, gaze, _model.Eyes, blendshapes);
        return new FaceExpression(move, blendshapes, gaze);
    }

    private static float AngleOf(Quaternion rotation) => 2 * MathF.Acos(Math.Clamp(MathF.Abs(rotation.W), 0, 1));

    private void ReadResiduals(FaceLandmarks frame, HeadPose move)
    {
        var unit = 1 / (move.Scale * _rig.Rest.Scale);
        for (var i = 0; i < _residuals.Length; i++)
        {
            var off = (frame[i] - move.Apply(_mesh[i])) * unit;
            _residuals[i] = new Vector2(off.X, off.Y);
        }
    }
}

/// <summary>One frame against its neutral: Move takes the neutral's points to the frame's; 52 coefficients 0..1; gaze in eye widths.</summary>
public sealed record FaceExpression(HeadPose Move, float[] Blendshapes, EyeGaze Gaze);
