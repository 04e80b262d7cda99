using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;

namespace HelloMeme.Studio.Webcam;

/// <summary>The sentences of the live webcam.</summary>
internal static class WebcamFaults
{
    public static UserFaultException Full(int places) => new("webcam-full", places == 1
        ? "Somebody else acts before the webcam right now: try again in a minute, or record a clip instead."
        : $"All {places} places before the webcam are taken: try again in a minute, or record a clip instead.");

    public static UserFaultException NoPlace() => new("webcam-closed", "Your place before the webcam is gone: switch the webcam on again, in one tab only.");

    public static UserFaultException BadPicture() => new("bad-picture", $"This picture cannot be looked at: send a JPEG of at most {WebcamSeat.LongestSide} pixels.");

    public static UserFaultException BadTime() => new("bad-time", "The time of this picture is no number: send seconds that grow.");

    public static UserFaultException NotCalibrated() => new("not-calibrated", "The studio does not know your face at rest yet: look straight into the camera for a second, then record.");

    public static UserFaultException Recording() => new("webcam-recording", "A recording runs: finish it first.");

    public static UserFaultException NotRecording() => new("webcam-not-recording", "Nothing is being recorded: start a recording first.");

    public static UserFaultException TooShort() => new("recording-too-short", $"This recording is too short: act for {LiveRecording.LeastSeconds:0} seconds or more.");

    public static UserFaultException NoFace() => new("recording-without-face", "Your face was not seen for most of this recording: come into the light, face the camera and record again.");
}
