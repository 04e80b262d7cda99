using HelloMeme.Media;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace HelloMeme.Studio.Webcam;

/// <summary>What the studio saw in one picture. Face: there is one, else the last motion is held. Calibrating: the neutral face is still being looked for.
/// Values: the 58 channels, smoothed for looking. Recorded: seconds, 0 while nothing is recorded.</summary>
public sealed record WebcamAnswer(bool Face, bool Calibrating, float[] Values, double Recorded);

/// <summary>A visitor's face as motion, picture by picture, over SignalR (MessagePack). A line has one call at a time, so a visitor has one picture in work;
/// pictures are looked at and forgotten. Every fault is a <see cref="HubException"/> with a sentence for the visitor.</summary>
public sealed class WebcamHub(WebcamRoom room) : Hub
{
    public const string Path = "/api/webcam";

    /// <summary>Bytes of one message: a JPEG of 480 pixels takes a third.</summary>
    public const int MostBytes = 100_000;

    /// <summary>Takes a place before the webcam, which ends with the line.</summary>
    public async Task Open() => await SayAsync(async () => await room.EnterAsync(Context.User!.RequiredOwner(), Context.ConnectionId, Context.ConnectionAborted));

    /// <summary>Picture: JPEG, <see cref="WebcamSeat.LongestSide"/> pixels at most. Seconds: since any moment, on the camera's clock.</summary>
    public Task<WebcamAnswer> See(byte[] picture, double seconds) => SayAsync(() => Seat.SeeAsync(picture, seconds, Context.ConnectionAborted));

    /// <summary>The next faces show how the visitor looks at rest.</summary>
    public Task Calibrate() => SayAsync(() => Seat.CalibrateAsync(Context.ConnectionAborted));

    /// <summary>What is seen from now on is kept, as numbers.</summary>
    public Task Record() => SayAsync(() => Seat.RecordAsync(Context.ConnectionAborted));

    /// <summary>The motion since Record, a track as docs/motion-track.schema.json has it, smoothed as a clip's is.</summary>
    public Task<string> Finish() => SayAsync(() => Seat.FinishAsync(Context.ConnectionAborted));

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await room.LeaveAsync(Context.ConnectionId);
        await base.OnDisconnectedAsync(exception);
    }

    private WebcamSeat Seat => room.FindOrNull(Context.ConnectionId) ?? throw WebcamFaults.NoPlace();

    private static async Task<T> SayAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (UserFaultException fault)
        {
            throw new HubException(fault.Message, fault);
        }
    }

    private static Task SayAsync(Func<Task> work) => SayAsync(async () =>
    {
        await work();
        return true;
    });
}
