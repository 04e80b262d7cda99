namespace HelloMeme.Tests.Reenactment;

/// <summary>A cell of the matrix that cannot hold: the channel drawn, the channel returned (the same: its own error), mean and worst that are held instead, and why.</summary>
internal sealed record GateException(string Channel, string Returned, float Mean, float Worst, string Reason);

internal static class ExpressionGateExceptions
{
    public static readonly GateException[] Drawn = [];

    public static readonly GateException[] Photos = [];
}
