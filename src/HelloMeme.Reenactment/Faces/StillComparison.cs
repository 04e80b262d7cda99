using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Reads a picture against the neutral picture of the same person: the rig is fitted to landmarks that are refined on the pixels of both, irises are
/// looked for in the pixels, then <see cref="StillResponse"/> turns what is seen into what is there. Slower and finer than the frames of a clip are read.
/// One thread at a time.</summary>
public sealed class StillComparison
{
    private const float SlitFrom = 0.3f, SlitTo = 0.6f;   // closure over which what shows of an iris gets too little to place it
    private const float WideReach = 0.22f;   // opening beyond the neutral's at eyeWide 1 (draft-engine.md section 6)

    private static readonly int BrowInnerUp = SubjectRig.IndexOf("browInnerUp"), WideRight = SubjectRig.IndexOf("eyeWideRight"), WideLeft = SubjectRig.IndexOf("eyeWideLeft");

    private readonly FaceLandmarks _neutral;
    private readonly StillResponse _response;
    private readonly GrayPicture _picture;
    private readonly BlendshapeEstimator _estimator;
    private readonly IrisRegistration _rightIris, _leftIris;

    /// <param name="picture">The neutral picture; copied.</param>
    /// <param name="neutral">Its landmarks, as <see cref="FaceAnalyzer.AnalyzePicture"/> finds them.</param>
    public StillComparison(Frame picture, FaceLandmarks neutral) : this(picture, neutral, StillResponse.Measured)
    {
    }

    internal StillComparison(Frame picture, FaceLandmarks neutral, StillResponse response)
    {
        _neutral = neutral;
        _response = response;
        _picture = GrayPicture.About(neutral, picture);
        _estimator = new BlendshapeEstimator(neutral);
        _rightIris = new IrisRegistration(_picture, neutral, FaceTopology.RightEye);
        _leftIris = new IrisRegistration(_picture, neutral, FaceTopology.LeftEye);
    }

    /// <summary>What must be put on the neutral picture to get the other one: pose relative to the neutral's and 52 coefficients 0..1.</summary>
    public MotionFrame Read(Frame picture, FaceLandmarks face)
    {
        var seen = ReadSeen(picture, face);
        _response.Apply(seen.Blendshapes);
        return MotionCapture.ToMotion(_estimator.Rest, seen.Move, seen.Blendshapes);
    }

    /// <summary>The same before curves and leaks of the response, which are measured on this.</summary>
    internal FaceExpression ReadSeen(Frame picture, FaceLandmarks face)
    {
        // 1. Face without eyes. A forehead is too plain to be found again in pixels, and the network is steady on it.
        var gray = GrayPicture.About(face, picture);
        var rough = _estimator.Estimate(face);
        var fine = _estimator.Estimate(LandmarkRefinement.Refine(_picture, _neutral, gray, face, rough.Move));
        fine.Blendshapes[BrowInnerUp] = rough.Blendshapes[BrowInnerUp];

        // 2. Eyes. An eye no wider than in the neutral is not wide, whatever its gaze ought to do to the lids.
        var (right, openRight) = ReadEye(_rightIris, FaceTopology.RightEye, gray, face, fine.Move);
        var (left, openLeft) = ReadEye(_leftIris, FaceTopology.LeftEye, gray, face, fine.Move);
        var gaze = new EyeGaze(right, left);
        EyelidEstimator.Write(openRight, openLeft, gaze, fine.Blendshapes);
        fine.Blendshapes[WideRight] = Math.Clamp((openRight - 1) / WideReach, 0, 1);
        fine.Blendshapes[WideLeft] = Math.Clamp((openLeft - 1) / WideReach, 0, 1);
        return fine with { Gaze = gaze };
    }

    /// <summary>Opening of both eyes as the landmarks have it, 1 = as in the neutral.</summary>
    internal (float Right, float Left) ReadOpenings(FaceLandmarks face)
    {
        var move = _estimator.Estimate(face).Move;
        return (EyelidEstimator.Opening(FaceTopology.RightEye, _neutral, face, move), EyelidEstimator.Opening(FaceTopology.LeftEye, _neutral, face, move));
    }

    /// <summary>Shift of the iris in eye widths and true opening of one eye.</summary>
    private (Vector2 Gaze, float Opening) ReadEye(IrisRegistration iris, EyeTopology eye, GrayPicture picture, FaceLandmarks face, HeadPose move)
    {
        var seen = EyelidEstimator.Opening(eye, _neutral, face, move);
        var opening = _response.Opening(seen);
        var trust = 1 - Math.Clamp((1 - opening - SlitFrom) / (SlitTo - SlitFrom), 0, 1);
        var shift = iris.Find(picture, face, move, Math.Clamp(opening / MathF.Max(seen, 1e-3f), 0, 1)) ?? Vector2.Zero;
        return (trust * shift, opening);
    }
}
