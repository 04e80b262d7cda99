namespace HelloMeme.Reenactment.Sessions;

/// <summary>What a network that is run on the CPU does with its weights. On other providers both are the same.</summary>
public enum SessionMode
{
    /// <summary>One copy for all sessions of a base: no private blocked layout for convolutions, packed matrices in common.</summary>
    Shared,

    /// <summary>Convolutions in the runtime's blocked layout (NCHWc), a private copy in each session: for the one network that runs most.</summary>
    Fast,
}
